import { Count } from '@/components/ui/data/count';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/data/table';
import { dayName } from './usage-words';

/** The chart's numbers as a table, folded away: for reading exactly, for copying, and for screen readers. */
export function DayTable({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: string[];
  rows: { day: string; values: number[] }[];
}) {
  return (
    <details className="border-b">
      <summary className="cursor-pointer px-gutter py-2.5 text-muted hover:text-default">{label}</summary>
      <div className="overflow-x-auto">
        <Table label={label}>
          <THead>
            <Tr>
              <Th>Day (UTC)</Th>
              {columns.map((column) => (
                <Th key={column} numeric>
                  {column}
                </Th>
              ))}
            </Tr>
          </THead>
          <TBody>
            {rows.map(({ day, values }) => (
              <Tr key={day}>
                <Td className="whitespace-nowrap">{dayName(day)}</Td>
                {values.map((value, index) => (
                  <Td key={columns[index]} numeric>
                    <Count value={value} />
                  </Td>
                ))}
              </Tr>
            ))}
          </TBody>
        </Table>
      </div>
    </details>
  );
}
