// Nothing a developer has exported may reach a test: a test must never talk to a real Temporal or a real Amazon Connect.
for (const name of Object.keys(process.env)) {
  if (/^(TEMPORAL|AWS)_/.test(name)) Reflect.deleteProperty(process.env, name);
}
