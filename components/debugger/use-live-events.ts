'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { noteLastEvent } from './last-event';
import { arrive, release, settle, startList, type LiveList } from './live-list';
import { LiveError, pollQuery, streamAddress, type LiveSource } from './live.query';

/** How events reach this page. */
export type Connection = 'connecting' | 'live' | 'polling' | 'ended';

const FLASH_MS = 900;
const MOST_FAILURES = 3;
const TRY_STREAM_AGAIN_MS = 30_000;

/**
 * A source's events as they come in: by the stream, or by asking when the stream does not get through. Starts with
 * `initial` and everything after the cursor `from` ('0': the last 500). While `hold`, new ones are held back.
 */
export function useLiveEvents(source: LiveSource, initial: LiveEvent[], from: string, hold: boolean) {
  const { workspace, sourceId } = source;
  const [list, setList] = useState<LiveList>(() => startList(initial));
  const [connection, setConnection] = useState<Connection>('connecting');
  const [attempt, setAttempt] = useState(0);
  const cursor = useRef(from);
  const holding = useRef(hold);
  const quiet = useRef(true);

  useEffect(() => {
    holding.current = hold;
  }, [hold]);

  const take = useCallback(
    (events: LiveEvent[], next: string) => {
      const how = { hold: holding.current, quiet: quiet.current };
      quiet.current = false;
      cursor.current = next;
      const last = events[0];
      if (last) noteLastEvent(sourceId, last.receivedAt);
      setList((before) => arrive(before, events, how));
    },
    [sourceId],
  );

  const visible = usePageInUse();

  useEffect(() => {
    if (!visible) return;
    const stream = new EventSource(streamAddress({ workspace, sourceId }, cursor.current));
    let failures = 0;
    const receive = (message: MessageEvent<string>) => {
      if (message.type === 'events') quiet.current = false;
      take(JSON.parse(message.data) as LiveEvent[], message.lastEventId);
    };
    stream.addEventListener('backlog', receive);
    stream.addEventListener('events', receive);
    stream.onopen = () => {
      failures = 0;
      setConnection('live');
    };
    stream.onerror = () => {
      failures += 1;
      if (stream.readyState !== EventSource.CLOSED && failures < MOST_FAILURES) {
        setConnection('connecting');
        return;
      }
      stream.close();
      setConnection('polling');
    };
    return () => stream.close();
  }, [workspace, sourceId, attempt, visible, take]);

  const polling = connection === 'polling' && visible;
  const poll = useQuery(pollQuery(source, () => cursor.current, polling));
  useEffect(() => {
    if (polling && poll.data) take(poll.data.events, poll.data.cursor);
  }, [polling, poll.data, take]);
  const refused = poll.error instanceof LiveError && poll.error.status < 500;
  useEffect(() => {
    if (polling && refused) setConnection('ended');
    if (!polling || refused) return;
    const timer = setTimeout(() => setAttempt((count) => count + 1), TRY_STREAM_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [polling, refused]);

  const { fresh } = list;
  useEffect(() => {
    if (fresh.size === 0) return;
    const timer = setTimeout(() => setList(settle), FLASH_MS);
    return () => clearTimeout(timer);
  }, [fresh]);

  const showHeld = useCallback(() => setList(release), []);
  return { list, connection, showHeld };
}

const HIDDEN_MS = 20_000;

/**
 * False while the page has been hidden for a while: browsers allow six connections to a server, so a stream in each of
 * many tabs would stop the whole dashboard. What is missed meanwhile comes from the cursor.
 */
function usePageInUse(): boolean {
  const [inUse, setInUse] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => setInUse(false), HIDDEN_MS);
      else setInUse(true);
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return inUse;
}
