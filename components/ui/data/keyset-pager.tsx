import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { Button } from '../form/button';
import { LinkButton } from '../form/link-button';

/**
 * Newer and Older, for lists that page by cursor. `newer` and `older` are addresses (state in the URL) and null at the
 * ends; nothing is drawn when there is only one page.
 */
export function KeysetPager({
  newer,
  older,
  label,
}: {
  newer: string | null;
  older: string | null;
  /** What is paged: "Sources". */
  label: string;
}) {
  if (newer === null && older === null) return null;
  const newerText = (
    <>
      <ChevronLeft aria-hidden /> Newer
    </>
  );
  const olderText = (
    <>
      Older <ChevronRight aria-hidden />
    </>
  );
  return (
    <nav aria-label={`Pages of ${label}`} className="flex justify-end gap-2 px-gutter py-3">
      {newer === null ? (
        <Button size="sm" disabled>
          {newerText}
        </Button>
      ) : (
        <LinkButton size="sm" href={newer}>
          {newerText}
        </LinkButton>
      )}
      {older === null ? (
        <Button size="sm" disabled>
          {olderText}
        </Button>
      ) : (
        <LinkButton size="sm" href={older}>
          {olderText}
        </LinkButton>
      )}
    </nav>
  );
}
