import type { ActionMetadata } from '@/catalog/destinations/kit/metadata';
import { RowLink } from '../ui/data/row-link';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';
import { Description } from './fields/description';

/** The actions that a new mapping can run, each leading to its form. */
export function ChooseAction({
  actions,
  hrefOf,
}: {
  actions: readonly ActionMetadata[];
  hrefOf: (action: ActionMetadata) => string;
}) {
  return (
    <Table label="Actions">
      <THead>
        <Tr>
          <Th>Action</Th>
          <Th fold>Meant for</Th>
        </Tr>
      </THead>
      <TBody>
        {actions.map((action) => (
          <Tr key={action.slug}>
            <Td className="py-2">
              <RowLink href={hrefOf(action)}>{action.title}</RowLink>
              {action.description !== '' && (
                <div className="mt-0.5">
                  <Description text={action.description} />
                </div>
              )}
            </Td>
            <Td fold className="max-w-80">
              <code className="font-mono text-xs break-words text-muted">
                {action.defaultTrigger ?? 'whatever its trigger says'}
              </code>
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
