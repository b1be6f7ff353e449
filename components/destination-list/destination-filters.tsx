'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { Select, type SelectOption } from '../ui/form/select';

/** What a list of destinations can be narrowed by; each is a parameter of the address. */
interface DestinationFilterChoices {
  sources: SelectOption[];
  types: SelectOption[];
}

const STATES = [
  { value: '', label: 'Any state' },
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
];

/** Narrows the list of destinations by source, type and state; what is chosen is in the URL. */
export function DestinationFilters({ sources, types }: DestinationFilterChoices) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const choose = (key: string, value: string) => {
    const next = new URLSearchParams(params);
    next.delete('cursor');
    if (value) next.set(key, value);
    else next.delete(key);
    router.replace(next.size > 0 ? `${path}?${next.toString()}` : path, { scroll: false });
  };
  const selects: { key: string; label: string; options: SelectOption[]; width: string }[] = [
    { key: 'source', label: 'Source', options: [{ value: '', label: 'Any source' }, ...sources], width: 'w-44' },
    { key: 'type', label: 'Type', options: [{ value: '', label: 'Any type' }, ...types], width: 'w-44' },
    { key: 'state', label: 'State', options: STATES, width: 'w-32' },
  ];
  return selects.map(({ key, label, options, width }) => (
    <Select
      key={key}
      label={label}
      className={`${width} max-md:w-auto max-md:min-w-36 max-md:flex-1`}
      options={options}
      value={params.get(key) ?? ''}
      onValueChange={(value) => choose(key, value)}
    />
  ));
}
