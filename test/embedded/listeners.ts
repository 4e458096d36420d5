import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The addresses on which a process listens for TCP connections: "127.0.0.1", "*", … */
export function listeningAddresses(pid: number): string[] {
  return process.platform === 'linux' ? fromProc(pid) : fromLsof(pid);
}

const LISTEN = '0A';

/** From /proc on Linux, where no tool for this is on every machine. */
function fromProc(pid: number): string[] {
  const sockets = new Set<string>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      if (inode !== undefined) sockets.add(inode);
    } catch {
      // closed since the listing
    }
  }
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && sockets.has(inode ?? ''))
      .map(([, local = '']) => readable(local)),
  );
}

/** "0100007F:1F90" is 127.0.0.1, port 8080: the bytes of the address stand in the machine's order. */
function readable(local: string): string {
  const [hex = ''] = local.split(':');
  return hex.length === 8 ? [...Buffer.from(hex, 'hex')].reverse().join('.') : `[${hex}]`;
}

function fromLsof(pid: number): string[] {
  const table = execFileSync('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-a', '-p', String(pid), '-Fn']);
  return table
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('n'))
    .map((line) => line.slice(1, line.lastIndexOf(':')));
}
