export { calendarOf, type Calendar } from './calendar';
export { calendarSvg } from './calendar-svg';
export { planCall, type Plan } from './plan-call';
