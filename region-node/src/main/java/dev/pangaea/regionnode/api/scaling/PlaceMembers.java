package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import java.util.List;
import java.util.Optional;

/** The members of a request that say which capacity it is about. Read, then checked, then used. */
final class PlaceMembers {
  private static final int RESOURCE_CHARS_MAX = 1600;
  private static final List<String> NAMESPACES =
      List.of(
          "ecs",
          "elasticmapreduce",
          "ec2",
          "appstream",
          "dynamodb",
          "rds",
          "sagemaker",
          "custom-resource",
          "comprehend",
          "lambda",
          "cassandra",
          "kafka",
          "elasticache",
          "neptune",
          "workspaces");
  private static final List<String> DIMENSIONS =
      List.of(
          "dynamodb:table:ReadCapacityUnits",
          "dynamodb:table:WriteCapacityUnits",
          "dynamodb:index:ReadCapacityUnits",
          "dynamodb:index:WriteCapacityUnits");

  private String namespace;
  private String resourceId;
  private String dimension;

  /** Whether the member is one of these; then it is read. */
  boolean read(String name, JsonReader from) {
    switch (name) {
      case "ServiceNamespace" -> namespace = from.string();
      case "ResourceId" -> resourceId = from.string();
      case "ScalableDimension" -> dimension = from.string();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** All of them must be there. */
  void checkWhole(Constraints constraints) {
    constraints.present("serviceNamespace", namespace);
    constraints.present("resourceId", resourceId);
    constraints.present("scalableDimension", dimension);
    check(constraints);
  }

  /** The service must be there. */
  void checkService(Constraints constraints) {
    constraints.present("serviceNamespace", namespace);
    check(constraints);
  }

  private void check(Constraints constraints) {
    constraints.oneOf("serviceNamespace", namespace, NAMESPACES);
    constraints.length("resourceId", resourceId, 1, RESOURCE_CHARS_MAX);
    if (Place.NAMESPACE.equals(namespace)) {
      constraints.oneOf("scalableDimension", dimension, DIMENSIONS);
    }
  }

  Place place() {
    return Optional.of(namespace)
        .filter(Place.NAMESPACE::equals)
        .flatMap(here -> Place.of(resourceId, dimension))
        .orElseThrow(
            () ->
                Failure.validation(
                        "Unsupported service namespace, resource type or scalable dimension")
                    .refused());
  }

  /** Whether a capacity is among those that a request to describe some asks for. */
  boolean include(Place place) {
    return Place.NAMESPACE.equals(namespace)
        && (resourceId == null || resourceId.equals(place.resourceId()))
        && (dimension == null || dimension.equals(place.dimension()));
  }
}
