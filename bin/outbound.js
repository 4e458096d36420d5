#!/usr/bin/env node
// The AWS SDK announces on every start that it will ask for a newer Node one day; that is ours to know, not the user's.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
require('../lib/src/cli/main.js');
