package dev.pangaea.simulator.link;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Looks names up as the JDK does, but on a thread of its own: a slow name server must not stop the
 * links.
 */
final class ThreadedResolver extends AddressResolverGroup<InetSocketAddress> {
  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
    return new NameLookup(executor).asAddressResolver();
  }

  private static final class NameLookup extends InetNameResolver {
    NameLookup(EventExecutor executor) {
      super(executor);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      Thread.startVirtualThread(
          () -> {
            try {
              promise.setSuccess(InetAddress.getByName(host));
            } catch (UnknownHostException unknown) {
              promise.setFailure(unknown);
            }
          });
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      Thread.startVirtualThread(
          () -> {
            try {
              promise.setSuccess(List.of(InetAddress.getAllByName(host)));
            } catch (UnknownHostException unknown) {
              promise.setFailure(unknown);
            }
          });
    }
  }
}
