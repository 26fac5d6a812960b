import { runUserCode } from "../../util/user-code.js";

type Callback = (...args: unknown[]) => unknown;
type Timer = (callback: Callback, ...rest: never[]) => unknown;

/** Node's timers as the user's lines see them: Ctrl-C can end what they call, which would else take the process with it. */
export const userTimers = {
  setTimeout: breakable(setTimeout as Timer),
  setInterval: breakable(setInterval as Timer),
  setImmediate: breakable(setImmediate as Timer),
};

function breakable(timer: Timer): Timer {
  const wrapped: Timer = (callback, ...rest) =>
    timer(
      typeof callback === "function" ? (...args) => runUserCode(() => callback(...args)) : callback,
      ...rest,
    );
  // Such as what `util.promisify` makes of it.
  return Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(timer));
}
