export { calendarOf, type Calendar } from './calendar';
export { calendarSvg } from './calendar-svg';
export { planCall, type Plan, type PlannedAttempt, type PlanOptions } from './plan-call';
