import { Temporal } from '../domain/date-time';
import type { Calendar, CalendarDay, Span } from './calendar';
import type { Plan } from './plan-call';
import { element, escaped } from './svg';

/**
 * A plan as SVG: days across, hours down, the calling hours, and the numbered attempts. It has its own background, so that it is
 * readable on light and dark pages, and uses no scripts or external fonts.
 */
export function calendarSvg(plan: Plan, { zone, days }: Calendar): string {
  const rows = chunks(days, Math.min(days.length, maxDaysPerRow));
  const dayWidth = Math.min(72, Math.max(21, Math.floor(880 / (rows[0]?.length ?? 7))));
  const colours = coloursOf(plan);
  const legend = legendOf(colours, days);
  const width = Math.max(axisWidth + dayWidth * (rows[0]?.length ?? 7) + margin, 420);
  const legendRows = flow(legend, width - axisWidth - margin);
  const height = titleHeight + rows.length * rowHeight + legendRows.length * legendLine + margin;
  const count = plan.attempts.length;
  const title = `${count} ${count === 1 ? 'attempt' : 'attempts'}, then ${plan.outcome}`;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="11" fill="${ink}">`,
    element('title', {}, escaped(`${title}; times in ${zone}`)),
    element('defs', {}, hatching),
    element('rect', {
      x: 0.5,
      y: 0.5,
      width: width - 1,
      height: height - 1,
      rx: 6,
      fill: '#ffffff',
      stroke: '#d0d7de',
    }),
    text(axisWidth, 22, title, { 'font-size': 14, 'font-weight': 600 }),
    text(width - margin, 22, zone, { 'text-anchor': 'end', fill: faint }),
    ...rows.flatMap((row, index) => drawRow(row, titleHeight + index * rowHeight, dayWidth, colours)),
    ...legendRows.flatMap((items, index) =>
      drawLegend(items, titleHeight + rows.length * rowHeight + index * legendLine),
    ),
    '</svg>',
  ].join('\n')}\n`;
}

const maxDaysPerRow = 42;
const axisWidth = 46;
const margin = 14;
const titleHeight = 34;
const headHeight = 44;
const hourHeight = 10;
const rowHeight = headHeight + 24 * hourHeight + 16;
const legendLine = 20;
const radius = 9;

const ink = '#1f2328';
const faint = '#59636e';
const line = '#d8dee4';
const openColour = '#c9e7d3';
const palette = ['#2f6fb3', '#c2571a', '#7a4fa3', '#9a2f45', '#3f6b2f', '#4f5b66'];

const hatching = element(
  'pattern',
  { id: 'closed', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
  element('rect', { width: 6, height: 6, fill: '#f3f4f6' }),
  element('rect', { width: 2, height: 6, fill: '#b9c0c8' }),
);

function drawRow(
  row: readonly CalendarDay[],
  top: number,
  dayWidth: number,
  colours: ReadonlyMap<string, string>,
): string[] {
  const y = top + headHeight;
  const right = axisWidth + row.length * dayWidth;
  const hours = [0, 6, 12, 18, 24];
  return [
    ...row.flatMap((day, index) => drawHead(day, index, axisWidth + index * dayWidth, top, dayWidth)),
    ...row.flatMap(({ open, closed }, index) => {
      const x = axisWidth + index * dayWidth;
      return [
        ...closed.map((span) => band(span, x, y, dayWidth, 'url(#closed)')),
        ...open.map((span) => band(span, x, y, dayWidth, openColour)),
      ];
    }),
    ...row.map((_, index) =>
      rule(axisWidth + index * dayWidth, y, 0, 24 * hourHeight, index % 7 === 0 ? '#8c959f' : line),
    ),
    rule(right, y, 0, 24 * hourHeight, '#8c959f'),
    ...hours.flatMap((hour) => [
      rule(axisWidth, y + hour * hourHeight, right - axisWidth, 0, hour % 24 === 0 ? '#8c959f' : line),
      text(axisWidth - 6, y + hour * hourHeight + 4, `${String(hour).padStart(2, '0')}:00`, {
        'text-anchor': 'end',
        fill: faint,
      }),
    ]),
    ...row.flatMap((day, index) => drawAttempts(day, axisWidth + index * dayWidth, y, dayWidth, colours)),
  ];
}

function drawHead({ date }: CalendarDay, index: number, x: number, top: number, dayWidth: number): string[] {
  const { year, month, day, dayOfWeek } = Temporal.PlainDate.from(date);
  const middle = { 'text-anchor': 'middle' };
  const weekday = weekdayNames[dayOfWeek - 1] ?? '';
  return [
    ...(index === 0 || day === 1
      ? [text(x + 2, top + 12, `${monthNames[month - 1] ?? ''} ${year}`, { 'font-weight': 600 })]
      : []),
    text(x + dayWidth / 2, top + 26, weekday.slice(0, dayWidth < 30 ? 2 : 3), { ...middle, fill: faint }),
    text(x + dayWidth / 2, top + 39, String(day), middle),
  ];
}

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function band({ from, to }: Span, x: number, y: number, dayWidth: number, fill: string): string {
  const top = y + (from / 60) * hourHeight;
  return element('rect', { x, y: top, width: dayWidth, height: ((to - from) / 60) * hourHeight, fill });
}

function rule(x: number, y: number, dx: number, dy: number, stroke: string): string {
  return element('path', { d: `M${x} ${y}l${dx} ${dy}`, stroke, fill: 'none' });
}

type Mark = CalendarDay['attempts'][number];

/** A line at each attempt's time, with its number. Numbers that would overlap share one label, at the first. */
function drawAttempts(
  { attempts }: CalendarDay,
  x: number,
  y: number,
  dayWidth: number,
  colours: ReadonlyMap<string, string>,
): string[] {
  const yOf = ({ minute }: Mark) => y + (minute / 60) * hourHeight;
  const groups = attempts.reduce<Mark[][]>((before, mark) => {
    const group = before.at(-1);
    return group?.[0] && yOf(mark) - yOf(group[0]) < 2 * radius
      ? [...before.slice(0, -1), [...group, mark]]
      : [...before, [mark]];
  }, []);
  return groups.map((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return '';
    const colour = colours.get(first.attempt.step) ?? ink;
    const label =
      group.length === 1 ? `${first.attempt.number}` : `${first.attempt.number}–${last.attempt.number}`;
    const width = Math.max(2 * radius, label.length * 5.6 + 8);
    const centre = x + dayWidth / 2;
    // Keeps the label inside the day at midnight.
    const middle = Math.min(Math.max(yOf(first), y + radius), y + 24 * hourHeight - radius);
    const titles = group.map(({ attempt }) => `${attempt.number}: ${attempt.localTime}, ${attempt.step}`);
    return element(
      'g',
      {},
      element('title', {}, escaped(titles.join('\n'))),
      ...group.map((mark) =>
        element('path', {
          d: `M${x} ${Math.round(yOf(mark) * 100) / 100}h${dayWidth}`,
          stroke: colours.get(mark.attempt.step) ?? ink,
          'stroke-width': 2,
        }),
      ),
      element('rect', {
        x: centre - width / 2,
        y: middle - radius,
        width,
        height: 2 * radius,
        rx: radius,
        fill: colour,
        stroke: '#ffffff',
      }),
      text(centre, middle + 4, label, {
        'text-anchor': 'middle',
        'font-size': 10,
        'font-weight': 600,
        fill: '#ffffff',
      }),
    );
  });
}

interface LegendItem {
  readonly label: string;
  readonly fill: string;
  readonly shape: 'band' | 'step';
}

function legendOf(colours: ReadonlyMap<string, string>, days: readonly CalendarDay[]): LegendItem[] {
  return [
    { label: 'may be called', fill: openColour, shape: 'band' },
    ...(days.some(({ closed }) => closed.length > 0)
      ? [{ label: 'holiday or closed date', fill: 'url(#closed)', shape: 'band' as const }]
      : []),
    ...[...colours].map(([step, fill]) => ({
      label: shortened(step),
      fill,
      shape: 'step' as const,
    })),
  ];
}

function drawLegend(items: readonly LegendItem[], y: number): string[] {
  let x = axisWidth;
  return items.flatMap((item) => {
    const { label, fill, shape } = item;
    const at = x;
    x += widthOf(item);
    return [
      element('rect', {
        x: at,
        y,
        width: shape === 'band' ? 20 : 12,
        height: 12,
        rx: shape === 'band' ? 0 : 6,
        fill,
        ...(shape === 'band' ? { stroke: '#8c959f' } : {}),
      }),
      text(at + (shape === 'band' ? 26 : 18), y + 10, label),
    ];
  });
}

/** An upper estimate of the text's width. */
function widthOf({ label, shape }: LegendItem): number {
  return label.length * 6 + (shape === 'band' ? 26 : 18) + 14;
}

function flow(items: readonly LegendItem[], width: number): LegendItem[][] {
  const rows: LegendItem[][] = [];
  let used = Infinity;
  for (const item of items) {
    if (used + widthOf(item) > width) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(item);
    used += widthOf(item);
  }
  return rows;
}

/** A colour for each step that makes attempts, in their order. */
function coloursOf({ attempts }: Plan): Map<string, string> {
  const steps = [...new Set(attempts.map(({ step }) => step))];
  return new Map(steps.map((step, index) => [step, palette[index % palette.length] ?? ink]));
}

function shortened(name: string): string {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name;
}

function text(
  x: number,
  y: number,
  content: string,
  attributes: Record<string, string | number> = {},
): string {
  return element('text', { x, y, ...attributes }, escaped(content));
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
