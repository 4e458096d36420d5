/**
 * The environment of a child process: what servers, package managers and compilers need to run, to reach the network and to find
 * their own settings. Credentials of AWS, keys and all other variables stay in this process. `OUTBOUND_PASS_ENV` names more variables, separated
 * by commas, such as those that a Maven settings.xml refers to.
 */
export function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const added = new Set((env['OUTBOUND_PASS_ENV'] ?? '').split(',').map((name) => name.trim()));
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => names.has(name) || added.has(name) || prefixes.test(name)),
  );
}

const listed = (text: string) => text.trim().split(/\s+/);
const names: ReadonlySet<string> = new Set([
  ...listed('PATH HOME USER LOGNAME SHELL TERM TMPDIR TMP TEMP TZ LANG LANGUAGE NETRC'),
  ...listed('LD_LIBRARY_PATH DYLD_LIBRARY_PATH DYLD_FALLBACK_LIBRARY_PATH'),
  ...listed('http_proxy https_proxy ftp_proxy all_proxy no_proxy'),
  ...listed('HTTP_PROXY HTTPS_PROXY FTP_PROXY ALL_PROXY NO_PROXY'),
  ...listed('SSL_CERT_FILE SSL_CERT_DIR NIX_SSL_CERT_FILE CURL_CA_BUNDLE REQUESTS_CA_BUNDLE GIT_SSL_CAINFO'),
  ...listed('NODE_EXTRA_CA_CERTS NODE_OPTIONS NODE_USE_SYSTEM_CA NODE_TLS_REJECT_UNAUTHORIZED'),
  ...listed('JAVA_HOME JAVA_OPTS JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS M2_HOME'),
  ...listed('CC CXX VIRTUAL_ENV PYENV_ROOT PYENV_VERSION ASDF_DIR ASDF_DATA_DIR'),
  // All settings of `go env`, one by one: GOOGLE_APPLICATION_CREDENTIALS begins alike.
  ...listed(
    'GO111MODULE GOARCH GOAUTH GOBIN GOCACHE GOCACHEPROG GODEBUG GOENV GOEXE GOEXPERIMENT GOFIPS140 GOFLAGS',
  ),
  ...listed(
    'GOGC GOHOSTARCH GOHOSTOS GOINSECURE GOMAXPROCS GOMEMLIMIT GOMODCACHE GONOPROXY GONOSUMCHECK GONOSUMDB',
  ),
  ...listed(
    'GOOS GOPATH GOPRIVATE GOPROXY GOROOT GOSUMDB GOTELEMETRY GOTMPDIR GOTOOLCHAIN GOTOOLDIR GOVCS GOWORK',
  ),
]);
/** Locale, folders, and the settings of cgo, Maven, pip and Python. */
const prefixes = /^(?:LC|XDG|CGO|MAVEN|PIP|UV)_|^PYTHON/;
