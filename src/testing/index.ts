/** Test environments: real Temporal servers and a simulated Amazon Connect, without AWS. */
export {
  createLocalTestEnvironment,
  createTimeSkippingTestEnvironment,
  type LocalTestEnvironment,
} from '../embedded';
export {
  startSimulator,
  simulatedInstance,
  testNumbers,
  type Simulator,
  type SimulatorOptions,
} from '../simulator';
export { simulatedConnect } from './simulated-connect';
export { simulatedLedger } from './simulated-ledger';
