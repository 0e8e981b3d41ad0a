package dev.pangaea.regionnode.api.sdk;

import java.util.Objects;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/** A city as a class that the SDK's object mapper makes by its builder. */
@DynamoDbImmutable(builder = MappedCity.Builder.class)
public final class MappedCity {
  private final String name;
  private final Double area;

  /** What a city is made of. */
  public static final class Builder {
    private String name;
    private Double area;

    private Builder() {}

    public Builder name(String newName) {
      name = newName;
      return this;
    }

    public Builder area(Double newArea) {
      area = newArea;
      return this;
    }

    public MappedCity build() {
      return new MappedCity(this);
    }
  }

  private MappedCity(Builder builder) {
    this.name = builder.name;
    this.area = builder.area;
  }

  public static Builder builder() {
    return new Builder();
  }

  @DynamoDbPartitionKey
  public String name() {
    return name;
  }

  public Double area() {
    return area;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MappedCity city
        && Objects.equals(name, city.name)
        && Objects.equals(area, city.area);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, area);
  }
}
