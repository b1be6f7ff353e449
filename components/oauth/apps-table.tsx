import { lifetimeLabel } from '@/control-plane/oauth-apps/oauth-words.schema';
import { RelativeTime } from '../ui/data/relative-time';
import { RowLink } from '../ui/data/row-link';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

/** An app as the list shows it; times are ISO-8601. */
export interface AppRow {
  id: string;
  name: string;
  tokenLifetimeDays: number;
  keyCount: number;
  sourceCount: number;
  createdAt: string;
  lastTokenAt: string | null;
}

/** The OAuth apps of a workspace. */
export function AppsTable({ apps, slug }: { apps: AppRow[]; slug: string }) {
  return (
    <Table label="OAuth apps">
      <THead>
        <Tr>
          <Th>App</Th>
          <Th fold>Tokens work for</Th>
          <Th numeric fold>
            Keys
          </Th>
          <Th numeric>Sources</Th>
          <Th fold>Created</Th>
          <Th>Last token</Th>
        </Tr>
      </THead>
      <TBody>
        {apps.map((app) => (
          <Tr key={app.id}>
            <Td>
              <RowLink href={`/${slug}/settings/oauth/${app.id}`}>{app.name}</RowLink>
            </Td>
            <Td fold>{lifetimeLabel(app.tokenLifetimeDays)}</Td>
            <Td numeric fold>
              {app.keyCount}
            </Td>
            <Td numeric>{app.sourceCount}</Td>
            <Td fold className="text-muted">
              <RelativeTime at={app.createdAt} />
            </Td>
            <Td className="text-muted">{app.lastTokenAt === null ? 'Never' : <RelativeTime at={app.lastTokenAt} />}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
