'use client';

import dynamic from 'next/dynamic';
import { SkeletonRows } from '../ui/page/skeleton';

/** The tester; its code, with the editor, is fetched after the page. What one typed lives in the browser only. */
export const EventTesterLazy = dynamic(() => import('./event-tester').then((module) => module.EventTester), {
  ssr: false,
  loading: () => <SkeletonRows rows={8} label="Loading the event tester" />,
});
