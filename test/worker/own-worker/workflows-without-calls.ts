/** A user's workflows that use a call, and lack the line that exports ours. */
export { callPerson } from '../../../workflows';
