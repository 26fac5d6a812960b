type Answer<T> = (result: IteratorResult<T, undefined>) => void;

/** Values from one loop to another, one at a time: a push resolves when the reader asks for the next. */
export class Channel<T> implements AsyncIterableIterator<T, undefined> {
  private request = deferred<Answer<T>>();

  async push(value: T): Promise<void> {
    await this.answer({ value, done: false });
    await this.request.promise;
  }

  end(): Promise<void> {
    return this.answer({ value: undefined, done: true });
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return new Promise(resolve => this.request.resolve(resolve));
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private async answer(result: IteratorResult<T, undefined>): Promise<void> {
    const give = await this.request.promise;
    this.request = deferred();
    give(result);
  }
}

function deferred<V>() {
  let resolve!: (value: V) => void;
  const promise = new Promise<V>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}
