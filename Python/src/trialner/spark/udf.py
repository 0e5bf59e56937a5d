"""Entities by a function of pandas, where there is no JVM to bring a jar to, as with Spark Connect."""

from __future__ import annotations

import functools
import json
from typing import Any

from ..recognizer import Recognizer, load


def annotate_udf(**options: Any) -> Any:
    """A function for columns: texts to their entities.

    >>> table.select("id", trialner.spark.annotate_udf()("text").alias("entities"))

    The entities are `array<struct<begin:int,end:int,label:string,text:string,confidence:float>>`, offsets in Unicode scalars, `end` behind
    the last; null for a null, and for a text that cannot be read. The package `trialner` must be installed where the executors run. A model
    is opened once in each of their Python processes.

    Args:
        options: Those of `trialner.load`. `jobs` is 1 unless set, since each task has a process of its own.
    """
    import pandas as pd
    from pyspark.sql.functions import pandas_udf
    from pyspark.sql.types import ArrayType, FloatType, IntegerType, StringType, StructField, StructType

    entity = StructType(
        [
            StructField("begin", IntegerType(), False),
            StructField("end", IntegerType(), False),
            StructField("label", StringType(), False),
            StructField("text", StringType(), False),
            StructField("confidence", FloatType(), False),
        ]
    )
    key = json.dumps({"jobs": 1, **options}, sort_keys=True)

    def annotate(texts: pd.Series) -> pd.Series:
        known = texts.notna()
        found = iter(_recognizer(key).stream(texts[known]))
        rows = []
        for is_known in known:
            document = next(found) if is_known else None
            rows.append(None if document is None or document.error is not None else [_row(each) for each in document.entities])
        return pd.Series(rows, dtype=object)

    # PySpark reads these; the types of the module are texts because of `annotations`.
    annotate.__annotations__ = {"texts": pd.Series, "return": pd.Series}
    return pandas_udf(annotate, ArrayType(entity))


@functools.cache
def _recognizer(key: str) -> Recognizer:
    return load(**json.loads(key))


def _row(entity: Any) -> dict[str, Any]:
    return {
        "begin": entity.begin,
        "end": entity.end,
        "label": entity.label,
        "text": entity.text,
        "confidence": entity.confidence,
    }
