// The few parts of ECharts that a chart to hover and zoom needs; everything else stays out of the file.
import { use, init } from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent, DataZoomInsideComponent, MarkLineComponent, MarkAreaComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, TooltipComponent, DataZoomInsideComponent, MarkLineComponent, MarkAreaComponent, CanvasRenderer]);
globalThis.plumblineCharts = { init };
