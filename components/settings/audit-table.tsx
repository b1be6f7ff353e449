import { ROLE_WORDS } from '@/control-plane/members/role-words.schema';
import { RelativeTime } from '../ui/data/relative-time';
import { Tag } from '../ui/data/state-badge';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

export interface AuditLineView {
  id: string;
  at: string;
  type: string;
  actor: { kind: string; label: string };
  resource: { type: string; id: string; name: string };
  requestId: string | null;
  detail: (readonly [string, string])[];
}

const ACTOR_KINDS: Record<string, string> = { token: 'API token', cli: 'command line' };

/** "formerRole" → "former role". */
function words(key: string): string {
  return key.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function summary(detail: AuditLineView['detail']): string {
  const shown = (value: string) => ROLE_WORDS.find((role) => role.value === value)?.label ?? value;
  return detail.map(([key, value]) => `${words(key)} ${shown(value)}`).join(' · ');
}

/** Lines of the audit log. */
export function AuditTable({ lines }: { lines: AuditLineView[] }) {
  return (
    <Table label="Audit log">
      <THead>
        <Tr>
          <Th>Action</Th>
          <Th fold>Who</Th>
          <Th fold>Object</Th>
          <Th numeric>When</Th>
        </Tr>
      </THead>
      <TBody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <Td className="align-top">
              <span className="font-medium">{line.type}</span>
              <span className="block text-xs break-all text-muted md:hidden">
                {line.resource.name} · by {line.actor.label}
              </span>
              {line.detail.length > 0 && (
                <span className="block text-xs break-words text-muted">{summary(line.detail)}</span>
              )}
            </Td>
            <Td fold className="align-top">
              <span className="break-all">{line.actor.label}</span>{' '}
              {line.actor.kind in ACTOR_KINDS && <Tag>{ACTOR_KINDS[line.actor.kind]}</Tag>}
            </Td>
            <Td fold className="align-top">
              <span className="break-words">{line.resource.name}</span>{' '}
              <span className="block font-mono text-xs break-all text-muted">{line.resource.id}</span>
            </Td>
            <Td numeric className="align-top text-muted">
              <RelativeTime at={line.at} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
