import type { Receipt } from '@deskbook/core';

/** What became of something received, in a line. */
export function receiptText(receipt: Receipt): string {
  switch (receipt.status) {
    case 'accepted': {
      const started = receipt.started.map(({ run: id, how }) => `${how} ${id}`).join(', ');
      return `${receipt.event.type} ${receipt.event.subject ?? receipt.event.id}: ${started || 'starts nothing'}`;
    }
    case 'duplicate':
      return `seen before: ${receipt.source} ${receipt.id}`;
    case 'ignored':
      return `ignored: ${receipt.reason}`;
    case 'rejected':
      return `rejected: ${receipt.rejection.message} (kept as ${receipt.deadLetter})${
        receipt.rejection.code === 'stale_signature' ? '; --now takes it in as if it came then' : ''
      }`;
  }
}
