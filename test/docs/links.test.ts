import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(__dirname, '../..');

describe('the documentation', () => {
  it('links to files that are there', async () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...(await pagesIn('docs'))];
    const links = await Promise.all(pages.map(linksOf));
    assert.ok(links.flat().length > 50);
    assert.deepEqual(
      links.flat().filter(({ target }) => !existsSync(target)),
      [],
    );
  });
});

async function pagesIn(folder: string): Promise<string[]> {
  const files = await readdir(path.join(root, folder));
  return files.filter((file) => file.endsWith('.md')).map((file) => path.join(folder, file));
}

/** Where a page's links and pictures lead that name a file. */
async function linksOf(page: string): Promise<{ page: string; target: string }[]> {
  const text = await readFile(path.join(root, page), 'utf8');
  return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => ({
    page,
    target: path.join(root, path.dirname(page), link),
  }));
}
