// Notices to the visitor.

import type { Notice } from './slices/link';

export function withNotice(
  notices: readonly Notice[],
  notice: Pick<Notice, 'tone' | 'message'> & Partial<Notice>,
): readonly Notice[] {
  const id = (notices.at(-1)?.id ?? 0) + 1;
  return [...notices, { items: [], offersWork: false, ...notice, id }];
}
