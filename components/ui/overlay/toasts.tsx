'use client';

import { Toaster as Sonner } from 'sonner';

/** Where toasts appear; Toaster fetches it once the page is idle. */
export function Toasts() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'popup flex w-[356px] max-w-[calc(100vw-32px)] items-start gap-2 px-3 py-2.5 text-sm text-default font-sans',
          title: 'font-medium',
          description: 'text-muted text-xs',
          content: 'min-w-0 flex-1',
          icon: 'mt-0.5 shrink-0',
          actionButton: 'link shrink-0 font-medium',
          cancelButton: 'shrink-0 text-muted',
        },
      }}
    />
  );
}
