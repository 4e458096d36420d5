/** A local Amazon Connect for AWS clients: only their endpoint changes. */
export type { Behaviour } from './behaviour';
export type { Clock } from './clock';
export type { ContactSnapshot, OutboundCall, Task } from './contact';
export type { Dial } from './dial';
export type { Hits, PendingFault } from './faults';
export type { Fault, FaultKind } from './fault-schema';
export { simulatedInstance } from './instance';
export type { OperationName } from './operations';
export type { RequestCounts } from './request-counts';
export { dispositions, type Disposition, type Script } from './script';
export type { SeedInput } from './seed/seed';
export { testNumbers } from './test-numbers';
export type { RateLimit, ThrottleSettings } from './throttles';
export type { Phase, Timeline } from './timeline';

export type { EventBridgeEvent, Quirk } from './events/event-bridge';
export type { DeliveryFaults } from './events/delivery-faults';
export type { EventOptions } from './events/options';
export type { EventCounts } from './events/pump';
export type { EventTarget } from './events/targets';
export { startSimulator, type Simulator, type SimulatorOptions } from './simulator';
