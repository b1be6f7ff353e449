import { CodeBlock } from '@/components/ui/code/code-block';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { monthName } from './usage-words';

const EXAMPLE = `analytics.identify({ anonymousId: '456', userId: '123' }) // one MTU: 123
analytics.page({ anonymousId: '786' })                    // another one: 786`;

/** A month without events: the first one teaches, an earlier one says so. */
export function UsageEmpty({ month, current, sourcesHref }: { month: string; current: boolean; sourcesHref: string }) {
  if (!current) {
    return <EmptyState title={`No events in ${monthName(month)}`} description="Choose another month above." />;
  }
  return (
    <EmptyState
      title="Usage appears here with the first event"
      description="It shows how many people your sources saw this month, and how many calls they made."
      action={
        <LinkButton href={sourcesHref} variant="primary">
          Go to sources
        </LinkButton>
      }
    >
      <CodeBlock code={EXAMPLE} language="javascript" />
    </EmptyState>
  );
}
