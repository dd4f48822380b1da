/** Calls `task` once, `wait` milliseconds after the last call. */
export function debounce(task: (value: string) => Promise<void>, wait: number): (value: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => void task(value), wait);
  };
}
