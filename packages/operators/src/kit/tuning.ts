/** How long to wait, how often to try or how much to hold at once: no test of the code can miss it. */
export function isTuning(name: string): boolean {
  return /time_?out|delay|interval|buffer|chunk|retr|tries|ttl|max_?age|watermark|backoff|poll|debounce|throttle|_ms$/iu.test(
    name,
  );
}
