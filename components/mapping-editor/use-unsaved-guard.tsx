'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { LEAVING } from '../layout/may-leave';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { guardHistory } from './guard-history';

/** The address that a click on a link of this site leads to, when it leaves the page in this tab; else null. */
function leavingTo(event: MouseEvent): string | null {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || (link.target !== '' && link.target !== '_self')) return null;
  const to = new URL(link.href, window.location.href);
  if (to.origin !== window.location.origin || to.pathname === window.location.pathname) return null;
  return to.pathname + to.search + to.hash;
}

/**
 * Asks before unsaved changes are left behind by a link, by a key or the palette (`mayLeave`), or by Back and Forward;
 * the browser itself asks before the tab is closed.
 */
export function useUnsavedGuard(dirty: boolean): React.ReactNode {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  useEffect(() => {
    if (!dirty) return;
    const ask = (go: () => void) => setLeave(() => go);
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const address = leavingTo(event);
      if (address === null) return;
      event.preventDefault();
      event.stopPropagation();
      ask(() => router.push(address));
    };
    const onLeaving = (event: Event) => {
      if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return;
      const address = event.detail;
      event.preventDefault();
      ask(() => router.push(address));
    };
    const history = guardHistory(() => ask(history.leave));
    window.addEventListener('beforeunload', onUnload);
    window.addEventListener(LEAVING, onLeaving);
    document.addEventListener('click', onClick, { capture: true });
    return () => {
      history.remove();
      window.removeEventListener('beforeunload', onUnload);
      window.removeEventListener(LEAVING, onLeaving);
      document.removeEventListener('click', onClick, { capture: true });
    };
  }, [dirty, router]);
  return (
    <ConfirmDialog
      open={leave !== null}
      onOpenChange={(open) => {
        if (!open) setLeave(null);
      }}
      title="Leave without saving?"
      confirmLabel="Leave"
      onConfirm={() => {
        leave?.();
        setLeave(null);
      }}
    >
      What you changed in this mapping is not saved.
    </ConfirmDialog>
  );
}
