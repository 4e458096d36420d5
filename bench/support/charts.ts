import { init, type EChartsOption, type SeriesOption } from 'echarts';
import { spreadOf, type Figure } from './figures';

/** A bar chart of figures: ours and the baseline side by side. */
export function bars(title: string, figures: readonly Figure[], unit = figures[0]?.unit ?? ''): string {
  const names = figures.map(({ what }) => what);
  const ours = figures.map((figure) => spreadOf(figure.ours));
  const others = figures.map(({ baseline }) => (baseline ? spreadOf(baseline.values) : undefined));
  return draw(140 + figures.length * 52, {
    title: { text: title },
    legend: { bottom: 0 },
    grid: { left: 10, right: 60, top: 45, bottom: 55, containLabel: true },
    xAxis: { type: 'value', name: unit, nameLocation: 'end' },
    yAxis: { type: 'category', data: names, inverse: true, axisLabel: { width: 260, overflow: 'break' } },
    series: [
      bar(
        'ours',
        colours.ours,
        ours.map(({ median }) => median),
      ),
      bar(
        'baseline',
        colours.baseline,
        others.map((spread) => spread?.median),
      ),
    ],
  });
}

function bar(name: string, color: string, data: (number | undefined)[]): SeriesOption {
  return {
    name,
    type: 'bar',
    itemStyle: { color },
    barMaxWidth: 16,
    data: data.map((value) => value ?? '-'),
    label: { show: true, position: 'right', formatter: ({ value }) => shown.format(Number(value)) },
  };
}

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  /** Drawn thin: an expected value. */
  readonly isReference?: boolean;
}

/** A line chart. */
export function lines(title: string, axes: { x: string; y: string }, drawn: readonly Line[]): string {
  return draw(340, {
    title: { text: title },
    legend: { bottom: 0 },
    grid: { left: 20, right: 70, top: 60, bottom: 55, containLabel: true },
    xAxis: { type: 'value', name: axes.x },
    yAxis: { type: 'value', name: axes.y },
    series: drawn.map(({ name, points, isReference = false }, index) => ({
      name,
      type: 'line',
      data: points.map((point) => [...point]),
      showSymbol: !isReference && points.length < 20,
      lineStyle: isReference ? { width: 1, type: 'dashed' } : { width: 2 },
      color: isReference ? colours.reference : palette[index % palette.length],
    })),
  });
}

const colours = { ours: '#2f6fb3', baseline: '#b0b7bf', reference: '#666666' };
const palette = [colours.ours, '#c2691d', '#5b8c3a', '#8a5aa8'];
const shown = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

function draw(height: number, option: EChartsOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 760, height });
  try {
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      textStyle: { fontFamily: 'sans-serif' },
      ...option,
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
