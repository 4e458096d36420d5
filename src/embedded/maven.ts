import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onPath } from './executable-file';
import { reportWhile, type Report } from './report';
import { runCommand } from './run-command';

/**
 * Copy artifacts (`group:artifact:version`) and their runtime dependencies into `lib` in the folder with Maven, for
 * `java -cp "lib/*"`. The first artifact names the work in progress lines.
 *
 * @throws Error with the missing program, or with Maven's last output
 */
export async function copyJars(
  artifacts: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv,
  report: Report,
): Promise<void> {
  const [java, maven] = [await onPath('java', env), await onPath('mvn', env)];
  if (java === undefined) throw new Error('no java on PATH');
  if (maven === undefined) throw new Error('no mvn on PATH');
  const project = path.join(folder, 'project');
  await mkdir(project);
  await writeFile(path.join(project, 'pom.xml'), pom(artifacts));
  const result = await reportWhile(
    report,
    `resolving ${artifacts[0] ?? 'nothing'} with Maven`,
    runCommand(
      maven,
      [
        '--batch-mode',
        '--quiet',
        // By default Maven only warns about a wrong checksum.
        '--strict-checksums',
        'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${path.join(folder, 'lib')}`,
      ],
      { cwd: project, env, timeoutMs: 15 * 60_000 },
    ),
  );
  if (!result.ok) throw new Error(`${result.how}: ${result.output}`);
  await rm(project, { recursive: true });
}

function pom(artifacts: readonly string[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [groupId = '', artifactId = '', version = ''] = artifact.split(':');
    return `    <dependency>
      <groupId>${groupId}</groupId>
      <artifactId>${artifactId}</artifactId>
      <version>${version}</version>
    </dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>temporal-amazon-connect</groupId>
  <artifactId>servers</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
${dependencies.join('\n')}
  </dependencies>
</project>
`;
}
