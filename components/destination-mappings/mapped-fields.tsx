import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';
import { Expression } from './expression';

/** Fields of an action and where their values come from. */
export function MappedFields({
  fields,
  mapping,
  destination,
}: {
  fields: readonly FieldMetadata[];
  mapping: JsonObject;
  destination: string;
}) {
  return (
    <Table label="Mapped fields" className="-mx-gutter w-[calc(100%+2*var(--gutter))]!">
      <THead>
        <Tr>
          <Th>{destination} field</Th>
          <Th>From the event</Th>
        </Tr>
      </THead>
      <TBody>
        {fields.map((field) => (
          <Tr key={field.key}>
            <Td className="py-2">
              <div>{field.label}</div>
              <div className="font-mono text-2xs text-muted">
                {field.key}
                {field.required && ' · required'}
              </div>
            </Td>
            <Td>
              <span aria-hidden className="mr-2 text-faint">
                ←
              </span>
              <Expression value={mapping[field.key]} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
