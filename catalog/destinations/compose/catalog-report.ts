import { VERIFIED } from '../contract/verified';
import type { DestinationMetadata } from '../kit/metadata';
import type { ComposedCatalog } from './compose-catalog';

/** A Markdown table, padded as prettier pads it. */
function table(head: string[], rows: string[][]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest.map(line)].join('\n');
}

function row({ name, type, categories, calls, mode, actions, verified }: DestinationMetadata): string[] {
  const batching = actions.some(({ batches }) => batches) ? 'yes' : 'no';
  return [name, `\`${type}\``, categories.join(', '), calls.join(', '), mode, batching, verified];
}

const HEAD = ['Name', 'Type', 'Categories', 'Calls', 'Mode', 'Batching', 'Verified'];

/** `docs/destinations.md`: every destination that is offered, and those that are not, with the reason. */
export function catalogReport({ types, leftOut }: ComposedCatalog): string {
  const count = (level: DestinationMetadata['verified']) => types.filter(({ verified }) => verified === level).length;
  const compared = Object.entries(VERIFIED).map(([type, one]) => [
    `\`${type}\``,
    one.compared,
    `<${one.docs}>`,
    one.doubt ?? '',
  ]);
  const cloud = types.filter(({ mode }) => mode === 'cloud').length;
  return [
    '# Destinations',
    '',
    '<!-- Written by scripts/catalog/write-report.mts from the catalog; do not edit. -->',
    '',
    `${types.length} destinations: ${cloud} sent by the server (cloud), ${types.length - cloud} run in the browser (device).`,
    '',
    'What was seen of each ("Verified"):',
    '',
    `- **ours** (${count('ours')}): written and tested here against its documentation.`,
    `- **recorded** (${count('recorded')}): its requests were compared with the vendor's documentation.`,
    `- **runs** (${count('runs')}): it sends well-formed requests in the contract tests; nobody compared them.`,
    '',
    'Calls are those that its mappings are meant for; a mapping of yours may take others.',
    '',
    table(HEAD, types.map(row)),
    '',
    '## Compared with documentation',
    '',
    'What stands behind **recorded**: which requests (catalog/destinations/contract/fixtures), with which page, and what remained in doubt. No account of a vendor was used.',
    '',
    table(['Type', 'Compared', 'Page', 'Doubt'], compared),
    '',
    '## Left out',
    '',
    "Destinations of Segment's packages that are not offered.",
    '',
    table(
      ['Name', 'Type', 'Reason'],
      leftOut
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
        .map(({ name, type, reason }) => [name, `\`${type}\``, reason]),
    ),
    '',
  ].join('\n');
}
