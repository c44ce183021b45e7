// Charts over time to zoom and hover, drawn over the still ones when asked for. The still drawing is the data: its paths hold every point in
// pixels of a known scale, its windows the words for each.
(() => {
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const numbers = text => text.trim().split(' ').map(Number);
  const value = ([from, to, start, end], pixel) => from + (to - from) * (pixel - start) / (end - start);

  const written = {
    share: v => (100 * v).toFixed(Math.abs(v) < .1 ? 1 : 0) + ' %',
    ms: v => v >= 1000 ? (v / 1000).toFixed(2) + ' s' : Number(v.toPrecision(3)) + ' ms',
    count: v => v.toLocaleString('en-US'),
    number: v => String(Number(v.toPrecision(3))),
  };

  // A path as points; where the line breaks, so does what is drawn of it.
  function points(path, x, y) {
    const found = [];
    for (const [, letter, px, py] of path.getAttribute('d').matchAll(/([ML])(-?[\d.]+) (-?[\d.]+)/g)) {
      if (letter === 'M' && found.length) found.push([value(x, Number(px)), null]);
      found.push([value(x, Number(px)), value(y, Number(py))]);
    }
    return found;
  }

  // A box from one corner to the other: M left top H right V bottom.
  function box(path) {
    const [, left, top, right, bottom] = path.getAttribute('d').match(/^M(-?[\d.]+) (-?[\d.]+)H(-?[\d.]+)V(-?[\d.]+)/).map(Number);
    return { left, top, right, bottom };
  }

  function read(svg) {
    const x = numbers(svg.dataset.x), y = numbers(svg.dataset.y);
    const all = css => [...svg.querySelectorAll(css)];
    return {
      x, y,
      lines: all('path.l-ctx, path.l-ref, path.l-now').map(p => ({ name: p.dataset.name, css: p.getAttribute('class'), data: points(p, x, y) })),
      dots: all('circle:not(.hit)').map(c => ({ css: c.getAttribute('class'), at: [value(x, Number(c.getAttribute('cx'))), value(y, Number(c.getAttribute('cy')))] })),
      intervals: all('path.ci').map(p => p.getAttribute('d').match(/^M(-?[\d.]+) (-?[\d.]+)V(-?[\d.]+)/).slice(1).map(Number))
        .map(([px, low, high]) => [[value(x, px), value(y, low)], [value(x, px), value(y, high)]]),
      ribbon: all('path.ribbon').map(box).map(b => [value(y, b.bottom), value(y, b.top)])[0],
      threshold: all('path.l-thr').map(p => value(y, Number(p.getAttribute('d').match(/ (-?[\d.]+)H/)[1])))[0],
      shades: all('path.shown, path.span').map(p => ({ css: p.getAttribute('class'), ...box(p) })).map(b => ({ css: b.css, from: value(x, b.left), to: value(x, b.right) })),
      marks: all('path.an').map(p => ({ at: value(x, Number(p.getAttribute('d').match(/^M(-?[\d.]+)/)[1])), label: p.dataset.label ?? '', bad: p.classList.contains('is-incident') })),
      windows: all('path.hit').map(p => ({ ...box(p), words: p.querySelector('title').textContent, address: p.closest('a')?.getAttribute('href') }))
        .map(w => ({ from: value(x, w.left), to: value(x, w.right), words: w.words, address: w.address })),
    };
  }

  const stroke = { 'l-now': '--now', 'l-ref': '--ref', 'l-ctx': '--context' };
  const fill = { 'd-now': '--now', 'd-hollow': '--surface', 'd-bad': '--bad-fill', 'd-few': '--surface' };

  function series(of) {
    const lines = of.lines.map(l => ({
      name: l.name, type: 'line', data: l.data, showSymbol: false, connectNulls: false, silent: true, z: l.css === 'l-ctx' ? 2 : 3,
      lineStyle: { color: css(stroke[l.css]), width: l.css === 'l-ctx' ? 1 : 1.75 },
    }));
    const dots = {
      type: 'line', data: of.dots.map(d => ({ value: d.at, itemStyle: { color: css(fill[d.css] ?? '--now'), borderColor: css(d.css === 'd-few' ? '--idle-fill' : d.css === 'd-bad' ? '--surface' : '--now'), borderWidth: 1.5 }, symbolSize: d.css === 'd-bad' ? 8 : 6 })),
      symbol: 'circle', lineStyle: { width: 0 }, silent: true, z: 5,
      markLine: { silent: true, symbol: 'none', animation: false, lineStyle: { type: 'solid', color: css('--now'), width: 1.25 }, label: { show: false }, data: of.intervals.map(([low, high]) => [{ coord: low }, { coord: high }]) },
    };
    const frame = {
      type: 'line', data: [], silent: true, z: 1,
      markArea: { silent: true, data: [
        ...of.ribbon ? [[{ yAxis: of.ribbon[0], itemStyle: { color: css('--ribbon') } }, { yAxis: of.ribbon[1] }]] : [],
        ...of.shades.map(s => [{ xAxis: s.from, itemStyle: { color: css(s.css === 'span' ? '--bad-soft' : '--now-soft'), opacity: .55 } }, { xAxis: s.to }]),
      ] },
      markLine: { silent: true, symbol: 'none', animation: false, data: [
        ...of.threshold === undefined ? [] : [{ yAxis: of.threshold, lineStyle: { color: css('--ink-2'), type: 'dashed', width: 1 }, label: { show: false } }],
        ...of.marks.map(m => ({ xAxis: m.at, lineStyle: { color: css(m.bad ? '--bad-fill' : '--ink-3'), type: 'dotted', width: 1 },
          label: { show: m.label !== '', formatter: m.label, color: css(m.bad ? '--bad' : '--ink-3'), fontSize: 11, position: 'insideEndTop', rotate: 0, distance: [2, 2] } })),
      ] },
    };
    return [frame, ...lines, dots];
  }

  function options(figure) {
    const of = read(figure.querySelector('svg')), format = written[figure.dataset.timeline] ?? written.number;
    const axis = { axisLine: { lineStyle: { color: css('--line-2') } }, axisTick: { show: false }, axisLabel: { color: css('--ink-3'), fontSize: 11, hideOverlap: true } };
    return {
      animation: false,
      textStyle: { fontFamily: css('--font'), fontSize: 11 },
      grid: { left: 52, right: 76, top: 30, bottom: 26 },
      xAxis: { type: 'time', min: of.x[0], max: of.x[1], splitLine: { show: false }, ...axis },
      yAxis: { type: 'value', min: of.y[0], max: of.y[1], splitNumber: 4, splitLine: { lineStyle: { color: css('--grid') } }, ...axis, axisLabel: { ...axis.axisLabel, formatter: format, showMinLabel: true, showMaxLabel: false } },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, transitionDuration: 0, backgroundColor: css('--surface'), borderColor: css('--line-2'), textStyle: { color: css('--ink'), fontSize: 12 },
        axisPointer: { type: 'line', snap: false, lineStyle: { color: css('--ink-3') }, label: { show: false } },
        formatter: items => windowAt(of, items[0].axisValue)?.words ?? items.filter(i => i.seriesName && i.value?.[1] != null).slice(0, 8).map(i => `${i.seriesName}  ${format(i.value[1])}`).join('\n'),
      },
      dataZoom: [{ type: 'inside', filterMode: 'none', zoomOnMouseWheel: true, moveOnMouseMove: true, minValueSpan: 3.6e6 }],
      series: series(of),
    };
  }

  const windowAt = (of, moment) => of.windows.find(w => moment >= w.from && moment < w.to);

  // A click opens the window under it; a drag has moved the chart.
  function follow(chart, of) {
    let down = null;
    const zr = chart.getZr();
    zr.on('mousedown', event => { down = [event.offsetX, event.offsetY]; });
    zr.on('click', event => {
      if (!down || Math.hypot(event.offsetX - down[0], event.offsetY - down[1]) > 4) return;
      const address = windowAt(of, chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX))?.address;
      if (address) location.assign(address);
    });
  }

  globalThis.plumblineTimeline = button => {
    const { show, hide, isShown, forget } = globalThis.plumblineCharts;
    forget();
    const on = button.getAttribute('aria-pressed') !== 'true';
    for (const figure of button.closest('.timeline').querySelectorAll('[data-timeline]')) {
      const still = figure.querySelector('svg');
      if (on && figure.offsetParent !== null) follow(show(figure, options, Math.max(200, still.getBoundingClientRect().height)), read(still));
      else if (!on && isShown(figure)) hide(figure);
    }
    const other = button.dataset.on;
    button.dataset.on = button.textContent;
    button.textContent = other;
    button.setAttribute('aria-pressed', String(on));
  };
})();
