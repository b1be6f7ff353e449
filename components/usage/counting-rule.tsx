import type { ReactNode } from 'react';

function Rule({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="max-w-measure">
      <dt className="font-medium">{title}</dt>
      <dd className="mt-0.5 text-muted">{children}</dd>
    </div>
  );
}

/** How usage is counted, in words, with an example that can be checked by hand. */
export function CountingRule() {
  return (
    <section aria-labelledby="counting-rule" className="px-gutter py-5">
      <h2 id="counting-rule" className="text-md">
        How this is counted
      </h2>
      <dl className="mt-3 grid gap-4 lg:grid-cols-2">
        <Rule title="Monthly tracked users (MTUs)">
          The different userIds seen in the month, plus the different anonymousIds that no call of the month linked to a
          userId. A call links the two when it carries both. So a visitor who signs in later in the month stops counting
          as anonymous on that day, and the curve can fall.
        </Rule>
        <Rule title="For example">
          Ana visits the website as anonymous <code>456</code> and then signs in as user <code>123</code>; she uses the
          app as <code>123</code> too. Another visitor, <code>786</code>, never signs in. That is 2 MTUs:{' '}
          <code>123</code> and <code>786</code>.
        </Rule>
        <Rule title="API calls">
          Every accepted event is one call; each event of a batch counts. Repeated deliveries of the same messageId and
          events that were refused do not count. What a destination filter keeps back counts.
        </Rule>
        <Rule title="Months and sources">
          A month runs from midnight to midnight UTC and starts at zero. A person seen in two sources counts once in the
          workspace and once in each source, so the sources can add up to more than the total.
        </Rule>
      </dl>
    </section>
  );
}
