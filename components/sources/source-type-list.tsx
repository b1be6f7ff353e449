'use client';

import Link from 'next/link';
import { useState } from 'react';
import type { SourceMetadata } from '@/catalog/sources/metadata';
import { BrandMark } from '../ui/data/brand-mark';
import { TextInput } from '../ui/form/text-input';

const GROUPS = ['Website', 'Server', 'Mobile', 'Raw Data'];

/** The kinds of source, by category, with a filter. Each is a link to naming it. */
export function SourceTypeList({ types, base }: { types: readonly SourceMetadata[]; base: string }) {
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const shown = types.filter((type) =>
    [type.name, type.description, type.library ?? ''].some((part) => part.toLowerCase().includes(wanted)),
  );
  const groups = GROUPS.map((group) => ({
    group,
    members: shown.filter((type) => type.categories[0] === group),
  })).filter(({ members }) => members.length > 0);
  return (
    <div className="px-gutter pb-12">
      <div role="search" className="max-w-80">
        <TextInput
          type="search"
          aria-label="Filter types of source"
          placeholder="Filter, e.g. Python"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {groups.length === 0 && (
        <p className="mt-6 text-muted">
          No type matches “{text}”. Anything that can make an HTTP request can use{' '}
          <Link className="link" href={`${base}?type=http-api`}>
            HTTP API
          </Link>
          .
        </p>
      )}
      {groups.map(({ group, members }) => (
        <section key={group} aria-label={group} className="mt-6">
          <h2 className="mb-1 text-xs font-medium text-muted">{group}</h2>
          <ul className="grid gap-x-6 border-t md:grid-cols-2 xl:grid-cols-3">
            {members.map((type) => (
              <li key={type.type} className="border-b">
                <Link
                  href={`${base}?type=${type.type}`}
                  className="flex min-h-16 items-start gap-3 rounded-md px-2 py-3 hover:bg-hover"
                >
                  <BrandMark type={type.type} name={type.name} size={28} />
                  <span className="min-w-0">
                    <span className="block font-medium">{type.name}</span>
                    <span className="block text-xs text-muted">{type.description}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
