/** Results stand in the order of `items`, at most `limit` of which are worked on at once. */
export async function mapLimit(
  items: readonly string[],
  limit: number,
  work: (item: string) => Promise<number>,
): Promise<number[]> {
  const results: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, limit) }, worker));
  return results;
}
