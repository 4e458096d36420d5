import { z } from 'zod';

const part = (error: string) =>
  z
    .string({ error })
    .min(1, { error })
    .max(255)
    .regex(/^(?!__)/, "must not begin with '__', which is Temporal's own");

/** The version of a worker, in the terms of Temporal's Worker Versioning. */
export const deploymentVersionSchema = z.strictObject({
  /** Name of the Worker Deployment, the same in every version. */
  name: part('name the deployment, such as "outbound-calls"; the same in every version').regex(
    /^[^.:]*$/,
    'must contain neither "." nor ":"',
  ),
  /** ID of the deployed build, different for every change. */
  buildId: part('name the deployed build, such as a Git commit; different for every change'),
});

export type DeploymentVersion = z.infer<typeof deploymentVersionSchema>;
