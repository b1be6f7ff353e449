'use client';

import { useEffect, useState } from 'react';
import { Sheet } from '../ui/overlay/sheet';

/** Below 1024 px the chosen destination lies over the list. */
export function NarrowDetail(props: { open: boolean; title: string; onClose: () => void; children: React.ReactNode }) {
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    const query = window.matchMedia('(max-width: 1023px)');
    const follow = () => setNarrow(query.matches);
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return (
    <Sheet open={narrow && props.open} onOpenChange={props.onClose} title={props.title}>
      <div className="p-gutter">{props.children}</div>
    </Sheet>
  );
}
