import { getExecutablesFirst } from './executables';

getExecutablesFirst();
