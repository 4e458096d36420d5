import { defineSignal } from '@temporalio/workflow';

/** Ends the run of a parent while its call is under way. */
export const interruptSignal = defineSignal<['fail' | 'continue-as-new']>('interrupt');
