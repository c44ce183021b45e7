// The few parts of ECharts that a chart to hover and zoom needs; everything else stays out of the file.
import { use, init } from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent, DataZoomInsideComponent, MarkLineComponent, MarkAreaComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, TooltipComponent, DataZoomInsideComponent, MarkLineComponent, MarkAreaComponent, CanvasRenderer]);

// Charts over still drawings, by the figure that holds both.
const shown = new Map();

// Draws a chart over the still drawing of a figure; `options` makes what the chart shows out of that drawing, now and whenever colours or
// words have changed. Without a height the style sheet decides.
function show(figure, options, height) {
  const still = figure.querySelector('svg'), box = document.createElement('div');
  box.className = 'live';
  if (height) box.style.height = height + 'px';
  still.after(box);
  const chart = init(box, null, { renderer: 'canvas' });
  chart.setOption(options(figure));
  still.setAttribute('hidden', '');
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(box);
  shown.set(figure, { chart, box, watcher, options });
  return chart;
}

// Gives the still drawing back.
function hide(figure) {
  const { chart, box, watcher } = shown.get(figure);
  watcher.disconnect();
  chart.dispose();
  box.remove();
  figure.querySelector('svg').removeAttribute('hidden');
  shown.delete(figure);
}

const redraw = () => shown.forEach(({ chart, options }, figure) => chart.setOption(options(figure)));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

globalThis.plumblineCharts = {
  show, hide, redraw,
  isShown: figure => shown.has(figure),
  // Figures that a renewal of the page has taken away.
  forget: () => [...shown.keys()].filter(figure => !figure.isConnected).forEach(hide),
};
