#include <libxml/xmlversion.h>
// Where libxml2 was built with ICU, its headers bring ICU's, which contradict those of the toolchain's own ICU in a file that imports Foundation.
// Nothing of ours touches what they declare.
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
