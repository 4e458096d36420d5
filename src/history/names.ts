/** Types of the activities that say what became of attempts. */
export const ActivityName = {
  Decide: 'decide',
  Dial: 'dial',
  AwaitContact: 'awaitContact',
  FindContact: 'findContact',
} as const;

/** The signal that carries an ended contact. */
export const contactEnded = 'contactEnded';
