'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Select } from '@/components/ui/form/select';
import { monthName } from './usage-words';

/** Chooses the month; it stands in the URL, except for the current one. */
export function MonthSelect({ month, months }: { month: string; months: string[] }) {
  const router = useRouter();
  const path = usePathname();
  const [busy, start] = useTransition();
  const offered = months.includes(month) ? months : [month, ...months];
  return (
    <Select
      label="Month"
      size="sm"
      className="min-w-36"
      value={month}
      disabled={busy}
      options={offered.map((value) => ({ value, label: monthName(value) }))}
      onValueChange={(value) => start(() => router.push(value === months[0] ? path : `${path}?month=${value}`))}
    />
  );
}
