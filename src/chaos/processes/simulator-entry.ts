import { startSimulator } from '../../simulator';
import { enter, sayReady } from './entry';
import { simulatorConfigSchema } from './simulator-config';

void startSimulator(enter(simulatorConfigSchema)).then(sayReady);
