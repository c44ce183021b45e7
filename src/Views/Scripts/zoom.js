// Charts to hover and zoom, drawn over the still ones when asked for. The library lies compressed in the page; no request is made for it.
(() => {
  let library;

  function load() {
    library ??= (async () => {
      const packed = Uint8Array.from(atob(document.getElementById('charts').textContent), c => c.charCodeAt(0));
      const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
      const script = document.createElement('script');
      script.textContent = text;
      document.head.append(script);
      return globalThis.plumblineCharts;
    })();
    return library;
  }

  // The still drawing is the data: its path holds every bin and every point, in pixels of known scale.
  function points(path, x, y) {
    const value = ([from, to, start, end], pixel) => from + (to - from) * (pixel - start) / (end - start);
    const found = [];
    let px = 0, py = 0;
    for (const [, letter, first, second] of path.getAttribute('d').matchAll(/([MLHV])(-?[\d.]+)(?:[ ,](-?[\d.]+))?/g)) {
      if (letter === 'M' || letter === 'L') [px, py] = [Number(first), Number(second)];
      else if (letter === 'H') px = Number(first);
      else py = Number(first);
      found.push([value(x, px), value(y, py)]);
    }
    return found;
  }

  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const short = value => Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  const share = value => (100 * value).toFixed(1) + ' %';

  function options(figure) {
    const x = figure.dataset.x.split(' ').map(Number), y = figure.dataset.y.split(' ').map(Number);
    const chinese = document.documentElement.dataset.lang === 'zh-CN';
    const reference = figure.querySelector('.a-ref, .l-ref'), current = figure.querySelector('.l-now');
    const line = (name, path, stroke, fill) => ({
      name, type: 'line', data: points(path, x, y), showSymbol: false, animation: false, sampling: undefined,
      lineStyle: { color: stroke, width: 1.75 }, itemStyle: { color: stroke }, emphasis: { disabled: true },
      areaStyle: fill ? { color: fill, opacity: 1 } : undefined,
    });
    const names = chinese ? ['基线', '当前'] : ['baseline', 'now'];
    const filled = figure.dataset.chart === 'histogram';
    return {
      grid: { left: 44, right: 10, top: 12, bottom: 24 },
      textStyle: { fontFamily: css('--font'), fontSize: 11 },
      xAxis: { type: 'value', min: x[0], max: x[1], axisLine: { lineStyle: { color: css('--line-2') } }, axisTick: { show: false }, splitLine: { show: false }, axisLabel: { color: css('--ink-3'), formatter: short } },
      yAxis: { type: 'value', min: 0, max: y[1], splitNumber: 3, axisLabel: { color: css('--ink-3'), formatter: v => (100 * v).toFixed(y[1] < .05 ? 1 : 0) + ' %', showMaxLabel: !filled }, splitLine: { lineStyle: { color: css('--grid') } } },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, animation: false, backgroundColor: css('--surface'), borderColor: css('--line-2'), textStyle: { color: css('--ink'), fontSize: 12 },
        axisPointer: { type: 'line', lineStyle: { color: css('--ink-3') } },
        formatter: items => short(items[0].axisValue) + items.filter((item, i) => items.findIndex(o => o.seriesIndex === item.seriesIndex) === i).map(item => `\n${item.seriesName}  ${share(item.value[1])}`).join(''),
      },
      dataZoom: [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: true, moveOnMouseMove: true }],
      series: [line(names[0], reference, css('--ref'), filled && css('--ref-soft')), line(names[1], current, css('--now'))],
    };
  }

  document.addEventListener('click', async event => {
    const button = event.target.closest('button[data-zoom]');
    if (!button) return;
    const figures = button.closest('details').querySelectorAll('.chart[data-chart]');
    const on = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(on));
    const { show, hide, isShown } = await load();
    for (const figure of figures) {
      if (on && !isShown(figure)) show(figure, options);
      else if (!on && isShown(figure)) hide(figure);
    }
  });

  const redraw = () => globalThis.plumblineCharts?.redraw();
  document.addEventListener('plumbline-theme', redraw);
  document.addEventListener('plumbline-language', redraw);
})();
