import type { Readable, Writable } from 'node:stream';
import { Review, type ReviewOptions } from './review.ts';

export interface ReviewService {
  readonly review: Review;
  readonly close: () => Promise<void>;
}

/** Serve a review over a pair of streams until it is closed. */
export async function serveReview(
  options: ReviewOptions & { readonly input: Readable; readonly output: Writable },
): Promise<ReviewService> {
  // Loaded here, so that nobody else waits for it.
  const [{ StdioServerTransport }, { reviewServer }] = await Promise.all([
    import('@modelcontextprotocol/sdk/server/stdio.js'),
    import('./review-server.ts'),
  ]);
  const review = await Review.open(options);
  const server = reviewServer(review);
  await server.connect(new StdioServerTransport(options.input, options.output));
  const close = async (): Promise<void> => {
    await server.close();
    await review.close();
  };
  return { review, close };
}
