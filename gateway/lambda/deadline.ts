/** The result of `work`, or `"late"` after so many milliseconds. The work goes on. */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T | "late"> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve("late"), milliseconds);
    work.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
