import { startSimulator } from '../../simulator';
import { enter, reportReady } from './entry';
import { simulatorConfigSchema } from './simulator-config';

void startSimulator(enter(simulatorConfigSchema)).then(reportReady);
